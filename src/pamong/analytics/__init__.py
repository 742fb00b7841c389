"""What is learnt from the record: snapshots in columns, dashboards, reports, and rules over millions of rows at once."""
