-- Version 3: what the server decides of forms.  Never changed once released.
ALTER TABLE projects ADD COLUMN thank_you TEXT NOT NULL DEFAULT '';
ALTER TABLE submissions ADD COLUMN company TEXT;
