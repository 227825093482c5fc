"""The tab of one SOP."""
