"""Run the program as ``python -m wenming_archive``; same as the ``archive`` script."""

from wenming_archive.cli.main import main

if __name__ == "__main__":
    main()
