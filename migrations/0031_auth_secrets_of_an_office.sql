-- A copy of all that an office owns leaves out what a comment calls secret.
comment on column auth_sso.client_secret is 'secret: what the provider knows this office by';
comment on column auth_key.token_hash is 'secret: hash of a key that opens something';
