"""Eleven tasks of the users and one of them another way, done in a browser and counted, beside what the national application would ask.

One file a task: `DAY` on which it is done, `prepare` what stands before it, `work` what people do on pages, and
`check` that its work is really there. `counting` holds how clicks, keys, loads and bytes are counted.
"""
