-- When somebody who signs in by their office's identity provider, and so has no password here, last proved there that it is them:
-- the provider was asked to ask them again (OpenID Connect Core 1.0 §3.1.2.1, prompt=login and max_age).
alter table auth_session add column confirmed_at timestamptz;
