namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

public sealed class LabRetentionTag(string name, string type, string action, int? days)
{
    public string Name { get; } = name;

    /// <summary>All, Personal, RecoverableItems or a default folder.</summary>
    public string Type { get; } = type;

    public string RetentionAction { get; } = action;

    /// <summary>Null for the "never" tags.</summary>
    public TimeSpan? AgeLimit { get; set; } = days is { } d ? TimeSpan.FromDays(d) : null;

    public bool RetentionEnabled { get; set; } = true;

    public string? Comment { get; set; }

    public Guid Guid { get; set; } = new Chance(23, "tag " + name).Guid();

    public bool MovesToArchive => RetentionAction == "MoveToArchive";

    public bool Deletes => RetentionAction is "DeleteAndAllowRecovery" or "PermanentlyDelete";

    /// <summary>Has this tag run out for something of this age? A disabled tag or one without age never does.</summary>
    public bool IsDue(DateTime since, DateTime now) => RetentionEnabled && AgeLimit is { } limit && now - since >= limit;
}
