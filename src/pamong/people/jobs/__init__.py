"""Long work begun in the browser and done by the worker: seen, stopped, tried again, its file taken.

Verbs: retry_job, stop_job, take_job_file. What a kind of work does is the app's that hands it over.
"""
