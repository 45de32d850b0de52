CREATE TABLE "feedback" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feedback_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"community" text NOT NULL,
	"attribute" text NOT NULL,
	"digest" text NOT NULL,
	"comment" text NOT NULL,
	"bytes" integer NOT NULL,
	"score" double precision NOT NULL,
	"language" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_comment" ON "feedback" USING btree ("community","attribute","digest");