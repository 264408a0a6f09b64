"""Results go in, texts come out: for people (Chinese, English) and for programs. Nothing prints."""
