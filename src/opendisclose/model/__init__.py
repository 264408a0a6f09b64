"""The languages of rulesets and cases as frozen pydantic models, one model a construct."""
