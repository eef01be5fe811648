"""The returns business."""
