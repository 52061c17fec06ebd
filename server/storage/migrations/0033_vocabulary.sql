-- The words of answer_words, to find those with the same beginning. It holds nothing of its own.
CREATE VIRTUAL TABLE answer_vocabulary USING fts5vocab('answer_words', 'instance');
