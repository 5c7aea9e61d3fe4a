"""What a photo's pixels tell: how sharp it is, how strongly packed, whether it is of a screen."""
