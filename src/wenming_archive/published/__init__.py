"""Catalogues as they are published (Word, Excel, PDF, web page, text), made into drafts."""
