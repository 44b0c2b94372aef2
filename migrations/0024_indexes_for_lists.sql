-- IF NOT EXISTS, as in the files before: a database that has the whole schema may have been recorded by its baseline alone.
-- INDEX idx_users_created_at_id ON users (created_at, id) is added
-- INDEX idx_prompt_best_practices_category_created_at_id ON prompt_best_practices (category, created_at DESC, id DESC) is added

CREATE INDEX IF NOT EXISTS idx_users_created_at_id ON users (created_at, id);

CREATE INDEX IF NOT EXISTS idx_prompt_best_practices_category_created_at_id ON prompt_best_practices (category, created_at DESC, id DESC);
