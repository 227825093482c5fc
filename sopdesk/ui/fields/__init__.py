"""Fields that know the office: shared by the books, the papers, the deeds and the settings."""
