"""Shippo, which sells the labels of many carriers through one account."""
