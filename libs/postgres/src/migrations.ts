/**
 * Steps of the schema `heatledger`, in order; a step never changes once it was released, the next one is added below.
 * Text that is a key or is ordered by is collated "C": by bytes, as SQLite orders.
 */
export const MIGRATIONS: readonly string[] = [
  `
  create table heatledger.installation (
    only_one boolean primary key default true check (only_one),
    id text collate "C" not null,
    bound_at timestamptz not null default now()
  );

  -- A destroyed key keeps its id and the index of its erasure, nothing else.
  create table heatledger.event_key (
    key_id text collate "C" primary key,
    scope text collate "C" unique,
    key bytea,
    destroyed_index bigint,
    change bigint not null,
    check ((key is null) = (scope is null)),
    check ((key is null) = (destroyed_index is not null))
  );

  create index on heatledger.event_key (change);
  -- Number of the last change of a key; its row is locked until a change is committed, so numbers appear in order.
  create table heatledger.key_change (
    only_one boolean primary key default true check (only_one),
    last bigint not null
  );
  insert into heatledger.key_change (last) values (0);

  create table heatledger.document_file (
    name text collate "C" primary key,
    sha256 text collate "C" not null,
    bytes bytea not null,
    put_at timestamptz not null default now()
  );
  -- Files are compressed already where it helps.
  alter table heatledger.document_file alter column bytes set storage external;

  create table heatledger.lease (
    name text collate "C" primary key,
    holder text collate "C" not null,
    token bigint not null,
    expires_at timestamptz not null
  );

  -- Places of the log: the event of this index stands there.
  create table heatledger.mark (
    index bigint primary key,
    commit_position numeric not null,
    prepare_position numeric not null
  );

  create table heatledger.model_version (
    version integer primary key,
    partitions integer not null,
    schema_name text collate "C" not null unique,
    -- SCHEMA_VERSION of the program that made its tables.
    schema_version integer not null,
    is_current boolean not null default false,
    made_at timestamptz not null default now()
  );
  create unique index on heatledger.model_version (is_current) where is_current;

  create table heatledger.partition_state (
    version integer not null references heatledger.model_version on delete cascade,
    partition integer not null,
    holder text collate "C",
    next_index bigint not null default 0,
    failed_index bigint,
    failed_message text,
    seen_at timestamptz not null default now(),
    primary key (version, partition)
  );
  `,
];
