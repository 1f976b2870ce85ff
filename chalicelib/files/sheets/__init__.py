"""Tables as files that spreadsheets open: CSV and XLSX. Exact, with their types, and with nothing in them to be run."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
