namespace ExchangeArchiveSafety.Journal;

/// <summary>A suspension as it was folded.</summary>
internal sealed record SuspendedState
{
    /// <summary>The mailbox that the count is about.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>How many records about the mailbox this adds to those before: runs tell by it whether something happened.</summary>
    public int Records { get; init; }

    /// <summary>The suspension; null where only the count is left to say.</summary>
    public JournaledSuspension? Suspension { get; init; }

    /// <summary>What was announced and what came of it, for whoever reads the journal later.</summary>
    public IReadOnlyList<SuspensionEvent>? History { get; init; }

    /// <summary>Whether it says what it is about.</summary>
    internal bool IsWhole => Records >= 0 && ExchangeGuid != Guid.Empty
        && (Suspension is null || (Suspension.Id != Guid.Empty && Suspension.ExchangeGuid == ExchangeGuid)) && (History ?? []).All(one => one is not null);
}

/// <summary>Copies of a mailbox as they were folded.</summary>
internal sealed record CopiesState
{
    /// <summary>The mailbox, by its id in Graph.</summary>
    public string MailboxId { get; init; } = "";

    /// <summary>How many records about the mailbox this adds to those before.</summary>
    public int Records { get; init; }

    /// <summary>The copies, without the id of their mailbox.</summary>
    public IReadOnlyList<LedgerItem>? Items { get; init; }

    /// <summary>Ids under which copies were brought back, each with the one that it had before.</summary>
    public IReadOnlyList<JournalItem>? BroughtBack { get; init; }

    /// <summary>Whether it says what it is about.</summary>
    internal bool IsWhole => Records >= 0 && !string.IsNullOrEmpty(MailboxId)
        && (Items ?? []).All(item => !string.IsNullOrEmpty(item?.ItemId)) && (BroughtBack ?? []).All(item => item is { ItemId: not null, NewItemId: not null });
}

/// <summary>Probes as they were folded.</summary>
internal sealed record ProbesState
{
    /// <summary>The last records of probes that have not cleaned up.</summary>
    public IReadOnlyList<ProbeRecord>? Open { get; init; }

    /// <summary>Whether the last probe that came to its end passed.</summary>
    public bool HasPassed { get; init; }

    /// <summary>How many records there are about each mailbox.</summary>
    public IReadOnlyList<ProbesOfMailbox>? Mailboxes { get; init; }

    /// <summary>Whether it says what it is about.</summary>
    internal bool IsWhole => (Open ?? []).All(probe => probe is { IsWhole: true }) && (Mailboxes ?? []).All(mailbox => mailbox is { Records: >= 0, MailboxId: not null });
}

/// <summary>How many records there are about a mailbox.</summary>
internal sealed record ProbesOfMailbox(string MailboxId, int Records);
