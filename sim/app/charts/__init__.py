"""Charts of the workshop: options for ECharts as plain dictionaries, and tables with the same numbers."""
