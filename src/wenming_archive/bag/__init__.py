"""BagIt bags (RFC 8493): evidence handed from one office to another, with a checksum for every file."""
