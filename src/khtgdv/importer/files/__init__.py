"""The tables of Word, Excel and CSV files as grids of cells, whatever the file is."""
