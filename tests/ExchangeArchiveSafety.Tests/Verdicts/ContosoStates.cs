namespace ExchangeArchiveSafety.Tests.Verdicts;

/// <summary>The lab's default tenant, judged by hand from the rules.</summary>
public static class ContosoStates
{
    /// <summary>Mailboxes with a migration user.</summary>
    public static IReadOnlyDictionary<string, string> Migrating { get; } = new Dictionary<string, string>
    {
        // A synced IMAP batch, an archive, and a policy that moves mail there.
        ["anna.berg"] = "Conflicting",
        ["ben.castro"] = "Conflicting",
        ["status.none"] = "Conflicting",
        ["ghost.archive"] = "Conflicting",
        ["litigation.hold"] = "Conflicting",
        ["no.policy.default"] = "Conflicting",
        ["two.batches"] = "Conflicting",
        ["stale.dates"] = "Conflicting",
        ["personal.only"] = "Conflicting",
        ["opted.in"] = "Conflicting",
        ["shared.office"] = "Conflicting",
        ["hostile.name"] = "Conflicting",
        ["gmail.user"] = "Conflicting",
        ["hold.expired"] = "Conflicting",
        ["hold.ahead"] = "Conflicting",

        // No policy shown, and nothing says that none applies.
        ["no.policy.unknown"] = "Indeterminate",

        // No engine, or no archive.
        ["no.archive"] = "Safe",
        ["disabled.tags"] = "Safe",
        ["recoverable.only"] = "Safe",

        // Auto-archiving alone.
        ["auto.full"] = "Conflicting",
        ["auto.full.held"] = "Conflicting",
        ["auto.half"] = "Imminent",
        ["auto.low"] = "Safe",

        // It would act, and is switched off on the mailbox.
        ["auto.off"] = "Mitigated",

        // Held off, for good or for a while.
        ["hold.open"] = "Mitigated",
        ["hold.before"] = "Imminent",
        ["hold.ending"] = "Imminent",

        // The organization has a hold that could carry a Preservation Lock, and the assistant has not run yet: whether it obeys the switch is not known.
        ["elc.off"] = "Indeterminate",
        ["elc.locked"] = "Indeterminate",

        // A user narrows its batch only where it reads stopped.
        ["stopped.user"] = "Dormant",
        ["incremental.stopped"] = "Dormant",
        ["stopped.batch"] = "Dormant",
        ["clara.dietz"] = "Conflicting",
        ["queued.user"] = "Conflicting",
        ["failed.user"] = "Conflicting",
        ["unknown.status"] = "Conflicting",

        // Ahead, over, unaffected, not to be judged.
        ["waiting.user"] = "Imminent",
        ["created.user"] = "Imminent",
        ["completed.user"] = "Safe",
        ["moved.user"] = "Safe",
        ["public.folders"] = "Safe",
        ["corrupted.user"] = "Indeterminate",
        ["cutover.user"] = "Indeterminate",
        ["pst.import"] = "Indeterminate",
    };

    public static IReadOnlyDictionary<string, string> NotSafe { get; } = Migrating.Where(pair => pair.Value != "Safe").ToDictionary();

    /// <summary>Those whose piped verdicts are acted on: the migration of the others cannot be judged either.</summary>
    public static IReadOnlyCollection<string> Acting { get; } =
        [.. Migrating.Where(pair => pair.Value is "Conflicting" or "Imminent").Select(pair => pair.Key), "no.policy.unknown", "elc.off", "elc.locked"];

    /// <summary>Alias and state in one line each, sorted.</summary>
    public static string[] Lines(IEnumerable<KeyValuePair<string, string>> states) => [.. states.Select(pair => pair.Key + ": " + pair.Value).Order(StringComparer.Ordinal)];

    public static string[] Lines(IEnumerable<Verdict> verdicts) => [.. verdicts.Select(verdict => verdict.Alias + ": " + verdict.State).Order(StringComparer.Ordinal)];
}
