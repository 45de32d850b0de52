import { createSignal, Show } from 'solid-js';
import { NAME_LIMIT } from '#shared/api/fields';
import { ROLES, type Role } from '#shared/api/roles';
import { Button } from '../../../components/Button';
import { CopyButton } from '../../../components/CopyButton';
import { Confirm } from '../../../components/Dialog';
import { Select, TextInput } from '../../../components/Field';
import { Sheet } from '../../../components/Sheet';
import { type Column, Table } from '../../../components/Table';
import { UserText } from '../../../components/UserText';
import { format } from '../../../i18n';
import { administrationWords } from '../../../i18n/administrationWords';
import { makeToken, revokeToken, type Token, tokens } from '../../../stores/server/administration';
import { identity, reconnect } from '../../../stores/server/connection';
import { server } from '../../../stores/server/kept';
import { showToast } from '../../../stores/toasts';
import { Asked } from './Asked';
import { createAttempts, Failure } from './Failure';

const DAYS = ['30', '90', '365', 'never'] as const;
type Days = (typeof DAYS)[number];

/** Tokens for others: making, showing once, revoking. */
export function Tokens() {
  const words = () => administrationWords().tokens;
  const attempts = createAttempts();
  const [revoking, setRevoking] = createSignal<Token | null>(null);
  const revoke = async ({ id, name }: Token) => {
    if (!(await attempts.run(() => revokeToken(id)))) return;
    showToast(() => words().revoked(name));
    if (id === identity()?.id) void reconnect();
  };
  return (
    <Sheet title={words().title}>
      <div class="stack">
        <p class="quiet">{words().help}</p>
        <MakeToken />
        <Failure of={attempts} />
        <Asked of={tokens}>{(all) => <TokenTable tokens={all()} onRevoke={setRevoking} />}</Asked>
        <Confirm
          danger
          open={revoking() !== null}
          title={words().confirm.title(revoking()?.name ?? '')}
          text={
            revoking()?.id === identity()?.id ? `${words().confirm.text} ${words().confirm.own}` : words().confirm.text
          }
          action={words().confirm.action}
          onConfirm={() => {
            const token = revoking();
            if (token !== null) void revoke(token);
          }}
          onClose={() => setRevoking(null)}
        />
      </div>
    </Sheet>
  );
}

function MakeToken() {
  const words = () => administrationWords().tokens;
  const attempts = createAttempts();
  const [name, setName] = createSignal('');
  const [role, setRole] = createSignal<Role>('reader');
  const [days, setDays] = createSignal<Days>('365');
  /** What was just made; its secret is nowhere else. */
  const [made, setMade] = createSignal<{ name: string; secret: string } | null>(null);
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = name().trim();
    await attempts.run(async () => {
      const { secret } = await makeToken(wanted, role(), days() === 'never' ? null : Number(days()));
      setMade({ name: wanted, secret });
      setName('');
    });
  };
  return (
    <>
      <form class="stack" onSubmit={(event) => void make(event)}>
        <TextInput
          label={words().name}
          help={words().nameHelp}
          maxLength={NAME_LIMIT}
          value={name()}
          onInput={setName}
        />
        <div class="row bottom">
          <Select
            label={words().role}
            value={role()}
            options={ROLES.map((value) => ({ value, label: words().roles[value] }))}
            onChange={setRole}
          />
          <Select
            label={words().days}
            value={days()}
            options={DAYS.map((value) => ({
              value,
              label: value === 'never' ? words().never : words().after(Number(value)),
            }))}
            onChange={setDays}
          />
          <Button type="submit" disabled={name().trim() === '' || attempts.busy()}>
            {words().make}
          </Button>
        </div>
      </form>
      <Failure of={attempts} />
      <Show when={made()}>
        {(one) => {
          const link = () => `${server()?.address ?? ''}/#token=${one().secret}`;
          return (
            <section class="sheet stack tight" aria-label={words().made(one().name)}>
              <h3>{words().made(one().name)}</h3>
              <p role="status">{words().once}</p>
              <div class="row">
                <code class="code secret">{one().secret}</code>
                <CopyButton text={one().secret} label={words().copySecret} />
              </div>
              <div class="row">
                <code class="code secret">{link()}</code>
                <CopyButton text={link()} label={words().copyLink} />
              </div>
              <div class="row">
                <Button onClick={() => setMade(null)}>{words().hide}</Button>
              </div>
            </section>
          );
        }}
      </Show>
    </>
  );
}

function TokenTable(props: { tokens: readonly Token[]; onRevoke: (token: Token) => void }) {
  const words = () => administrationWords().tokens;
  const dateOf = (moment: string) => format().date(Date.parse(moment));
  const isOver = ({ revokedAt, expiresAt }: Token) =>
    revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now());
  const endOf = (token: Token) => {
    if (token.revokedAt !== null) return words().revokedAt(dateOf(token.revokedAt));
    if (token.expiresAt === null) return words().never;
    return isOver(token) ? words().endedAt(dateOf(token.expiresAt)) : dateOf(token.expiresAt);
  };
  const columns = (): Column<Token>[] => [
    {
      head: words().columns.name,
      rowHead: true,
      cell: (token) => (
        <>
          <UserText>{token.name}</UserText>
          {token.id === identity()?.id ? ` (${words().you})` : ''}
        </>
      ),
    },
    { head: words().columns.role, cell: ({ role }) => words().shortRoles[role] },
    { head: words().columns.made, cell: ({ createdAt }) => dateOf(createdAt) },
    {
      head: words().columns.used,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? words().unused : format().dateTime(Date.parse(lastUsedAt))),
    },
    { head: words().columns.ends, cell: endOf },
    {
      head: words().columns.revoke,
      cell: (token) => (
        <Show when={!isOver(token)}>
          <Button
            kind="ghost"
            class="slim"
            aria-label={words().revokeNamed(token.name)}
            onClick={() => props.onRevoke(token)}
          >
            {words().revoke}
          </Button>
        </Show>
      ),
    },
  ];
  const usable = () => props.tokens.filter((token) => !isOver(token));
  const over = () => props.tokens.filter(isOver);
  return (
    <>
      <div class="admin-table">
        <Table captionHidden caption={words().caption} columns={columns()} rows={usable()} />
      </div>
      <Show when={over().length > 0}>
        <details>
          <summary>{words().ended(over().length)}</summary>
          <div class="admin-table">
            <Table captionHidden caption={words().ended(over().length)} columns={columns()} rows={over()} />
          </div>
        </details>
      </Show>
    </>
  );
}
