"""The reports of the commands: sentences, tables and figures made from a dataset; loaded when a command has one."""
