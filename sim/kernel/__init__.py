"""The compiled driver of the model: the state as arrays of records, the month in phases, the runs."""
