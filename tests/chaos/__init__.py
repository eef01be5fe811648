"""Processes die at random, many times; make chaos."""
