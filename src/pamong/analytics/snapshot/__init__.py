"""What dashboards and reports read: an agency's record in columns, by year, made by a task and never waited for."""
