-- Version 3: what the server decides of forms.  Never changed once released.
ALTER TABLE submissions ADD COLUMN company TEXT;
