"""Files of records that come in: read, mapped to fields, looked at before, and carried out row by row by a job."""
