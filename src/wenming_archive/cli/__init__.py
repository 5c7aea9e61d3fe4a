"""The command line: arguments in, one call, result shown, exit."""
