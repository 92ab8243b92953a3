using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>Lists that a pass read whole: nobody is missing as far as batches tell their counts.</summary>
[Flags]
public enum WholeLists
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The batches.</summary>
    Batches = 1,

    /// <summary>The migration users.</summary>
    Users = 2,
}

/// <summary>A pass. A count that is zero is left out.</summary>
public sealed record PassNews
{
    /// <summary>What it was allowed to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public GuardMode Mode { get; init; }

    /// <summary>How long it took, in whole seconds; it began at the time of its record.</summary>
    public int Seconds { get; init; }

    /// <summary>Which part of the tenant it was about, from 1; 0 where it was about all of it.</summary>
    public int Partition { get; init; }

    /// <summary>Into how many parts the tenant was divided; 0 where it was not.</summary>
    public int PartitionCount { get; init; }

    /// <summary>Mailboxes that were judged.</summary>
    public int Judged { get; init; }

    /// <summary>Mailboxes at risk.</summary>
    public int AtRisk { get; init; }

    /// <summary>Mailboxes that were suspended.</summary>
    public int Suspended { get; init; }

    /// <summary>Mailboxes that were resumed.</summary>
    public int Resumed { get; init; }

    /// <summary>Mailboxes that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Mailboxes that were left for the next pass.</summary>
    public int Left { get; init; }
}

/// <summary>A batch that is new, reads otherwise than before, or is gone.</summary>
public sealed record BatchNews
{
    /// <summary>Its GUID, all zero where it was not returned.</summary>
    public Guid BatchGuid { get; init; }

    /// <summary>Its name as the tenant has it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its type, as Exchange gives it; null where it was not returned.</summary>
    public string? Type { get; init; }

    /// <summary>Its status, as Exchange gives it; null where it was not returned.</summary>
    public string? Status { get; init; }

    /// <summary>How many users it says it has; null where it does not.</summary>
    public int? TotalCount { get; init; }

    /// <summary>When it began: its start, else its creation, UTC; null where it does not say.</summary>
    public DateTime? StartedUtc { get; init; }

    /// <summary>When it last synced, as it says, UTC; null where it does not.</summary>
    public DateTime? LastSyncUtc { get; init; }

    /// <summary>Whether it is gone: a whole list does not have it any more.</summary>
    public bool Vanished { get; init; }
}

/// <summary>A migration user that is new, reads otherwise than before, or is gone.</summary>
public sealed record UserNews
{
    /// <summary>Its own GUID, all zero where it was not returned.</summary>
    public Guid Guid { get; init; }

    /// <summary>The address that the migration knows the mailbox by.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its mailbox, all zero where Exchange does not know it yet.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>Its batch's name, as Exchange gives it; null where it was not returned.</summary>
    public string? Batch { get; init; }

    /// <summary>Its batch's GUID, all zero where it is not known.</summary>
    public Guid BatchGuid { get; init; }

    /// <summary>Its status, as Exchange gives it; null where it was not returned.</summary>
    public string? Status { get; init; }

    /// <summary>When it last synced, as it says, UTC; null where it does not.</summary>
    public DateTime? LastSyncUtc { get; init; }

    /// <summary>Whether it is gone: a whole list does not have it any more.</summary>
    public bool Vanished { get; init; }
}

/// <summary>A run of the Managed Folder Assistant that archived mail while a migration ran.</summary>
/// <param name="ExchangeGuid">The mailbox.</param>
/// <param name="RunUtc">When the run ended well, UTC.</param>
/// <param name="Archived">How many items it archived.</param>
public sealed record LoopNews(Guid ExchangeGuid, DateTime RunUtc, long Archived);

/// <summary>A suspension that was seen in force.</summary>
public sealed record HoldNews
{
    /// <summary>The suspension.</summary>
    public Guid SuspensionId { get; init; }

    /// <summary>The mailbox, where the records of the suspension no longer tell it.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>How it suspends, where its records no longer tell it.</summary>
    public SuspensionMethod? Method { get; init; }

    /// <summary>When it ended or was found undone, UTC; null while it lasts.</summary>
    public DateTime? EndedUtc { get; init; }
}

/// <summary>Whether the migration of a mailbox has ended.</summary>
public sealed record EndNews
{
    /// <summary>The mailbox, all zero where only its address is known.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>How it is called.</summary>
    public string Address { get; init; } = "";

    /// <summary>True where no migration acts on it any more, false where one does or can again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Ended { get; init; }
}

/// <summary>Where mail for an accepted domain arrives.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="State">What its MX records say.</param>
public sealed record DomainNews(string Domain, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MailExchangeState State);
