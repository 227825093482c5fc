"""The frame of the main window: header, tabs, side panel, status line, menus, toasts."""
