namespace ExchangeArchiveSafety;

/// <summary>The organization (Get-OrganizationConfig), as far as it decides whether archiving runs.</summary>
public sealed record Organization
{
    /// <summary>The organization's name or id, by which journals are kept apart.</summary>
    public string? Name { get; init; }

    /// <summary>Processing switched off for every mailbox; overrides a mailbox's False.</summary>
    public Known<bool> ElcProcessingDisabled { get; init; }

    /// <summary>Fill level in per cent at which auto-archiving moves the oldest items; 100 is off, 96 where nothing is said (MC1191923, reported).</summary>
    public Known<int> AutoArchivingThresholdPercentage { get; init; }

    /// <summary>Whether a full primary gets an archive by itself.</summary>
    public Known<bool> AutoEnableArchiveMailbox { get; init; }

    /// <summary>Organization-wide Purview holds.</summary>
    public Known<IReadOnlyList<string>> InPlaceHolds { get; init; }
}
