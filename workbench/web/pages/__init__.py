"""Pages for people, one module per noun; views parse, call one stage or query, render."""
