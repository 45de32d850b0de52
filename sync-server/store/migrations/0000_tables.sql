CREATE TABLE "blob_pieces" (
	"key" text NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "blob_pieces_key_piece_pk" PRIMARY KEY("key","piece")
);
--> statement-breakpoint
CREATE TABLE "datasets" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"kept" boolean DEFAULT false NOT NULL,
	"owner" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"bytes" bigint NOT NULL,
	"manifest" jsonb NOT NULL,
	"owner" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"name" text,
	"dataset_id" text,
	"input" jsonb NOT NULL,
	"progress" jsonb,
	"model_id" text,
	"result" jsonb,
	"error" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"deliveries" integer DEFAULT 0 NOT NULL,
	"owner" uuid,
	"cancel_asked" boolean DEFAULT false NOT NULL,
	"worker" text,
	"seen_at" timestamp with time zone,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "models_name" ON "models" USING btree ("name");--> statement-breakpoint
CREATE INDEX "tasks_changed" ON "tasks" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "tasks_state" ON "tasks" USING btree ("state");--> statement-breakpoint
CREATE INDEX "tasks_owner" ON "tasks" USING btree ("owner");--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_digest" ON "tokens" USING btree ("digest");