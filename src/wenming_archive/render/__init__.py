"""Paper out of files: LibreOffice where it is installed, and the pages of PDFs."""
