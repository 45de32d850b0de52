CREATE TABLE "search_folds" (
	"task_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"worker" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"outcomes" jsonb,
	CONSTRAINT "search_folds_task_id_part_pk" PRIMARY KEY("task_id","part")
);
--> statement-breakpoint
ALTER TABLE "search_folds" ADD CONSTRAINT "search_folds_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;