namespace ExchangeArchiveSafety;

/// <summary>What holds archiving of a mailbox off although no migration and no suspension in the journal needs it.</summary>
public sealed class LeftoverHold
{
    /// <summary>The primary SMTP address, else the user principal name, else the ExchangeGuid.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The key of the mailbox.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>The settings that hold archiving off, with the dates of the hold.</summary>
    public ArchivingSettings Settings { get; init; } = ArchivingSettings.None;

    /// <summary>Since when at the latest, UTC; null where nothing tells.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>Where it probably comes from.</summary>
    public LeftoverOrigin Origin { get; init; }

    /// <summary>What holds archiving off, since when and why, as far as anything tells.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The line that would end it, to be pasted by whoever has decided so; empty where a migration may still need it.</summary>
    public string EndingCommand { get; init; } = "";

    /// <summary>Mailbox and settings.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + ": " + Settings;
}
