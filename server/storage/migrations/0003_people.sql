-- Whose answer it is, in the words of storage/counts/per-person.ts: which of one person's answers counts is found without reading anonymous ones.
CREATE INDEX responses_by_person ON responses (survey_id, coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)), answered_at, id, state, channel, rating, comment IS NOT NULL)
WHERE coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)) IS NOT NULL;
