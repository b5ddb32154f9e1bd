"""Tests of what turns Markdown notebooks into pages."""
