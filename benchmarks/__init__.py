"""How long training takes beside other libraries, and how long building the site takes."""
