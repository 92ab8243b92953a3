namespace ExchangeArchiveSafety;

/// <summary>
/// Which statuses of a batch and of a user still sync. Synced, SyncedWithErrors and Stopped are documented (manage-migration-batches);
/// the other places are inferred, so every unknown text counts as still syncing.
/// </summary>
public static class MigrationStatus
{
    private static readonly Dictionary<string, MigrationActivity> Batch = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Starting"] = MigrationActivity.StillSyncs,
        ["Syncing"] = MigrationActivity.StillSyncs,
        ["IncrementalSyncing"] = MigrationActivity.StillSyncs,
        ["Synced"] = MigrationActivity.StillSyncs,
        ["SyncedWithErrors"] = MigrationActivity.StillSyncs,
        ["Completing"] = MigrationActivity.StillSyncs,
        ["Stopping"] = MigrationActivity.StillSyncs,
        ["Created"] = MigrationActivity.WillSync,
        ["Waiting"] = MigrationActivity.WillSync,
        ["Stopped"] = MigrationActivity.Dormant,
        ["Failed"] = MigrationActivity.Dormant,
        ["CompletedWithErrors"] = MigrationActivity.Dormant,
        ["Completed"] = MigrationActivity.Ended,
        ["Corrupted"] = MigrationActivity.CannotJudge,
        ["Removing"] = MigrationActivity.CannotJudge,
    };

    private static readonly Dictionary<string, MigrationActivity> User = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Starting"] = MigrationActivity.StillSyncs,
        ["Syncing"] = MigrationActivity.StillSyncs,
        ["IncrementalSyncing"] = MigrationActivity.StillSyncs,
        ["Synced"] = MigrationActivity.StillSyncs,
        ["IncrementalSynced"] = MigrationActivity.StillSyncs,
        ["Completing"] = MigrationActivity.StillSyncs,
        ["CompletionSynced"] = MigrationActivity.StillSyncs,
        ["Stopping"] = MigrationActivity.StillSyncs,
        ["Queued"] = MigrationActivity.WillSync,
        ["Validating"] = MigrationActivity.WillSync,
        ["Provisioning"] = MigrationActivity.WillSync,
        ["ProvisionUpdating"] = MigrationActivity.WillSync,
        ["Stopped"] = MigrationActivity.Dormant,
        ["IncrementalStopped"] = MigrationActivity.Dormant,
        ["Failed"] = MigrationActivity.Dormant,
        ["Completed"] = MigrationActivity.Ended,
        ["CompletedWithWarnings"] = MigrationActivity.Ended,
        ["IncrementalFailed"] = MigrationActivity.CannotJudge,
        ["CompletionFailed"] = MigrationActivity.CannotJudge,
        ["Corrupted"] = MigrationActivity.CannotJudge,
        ["Removing"] = MigrationActivity.CannotJudge,
    };

    /// <summary>What a batch's status says. A status that was not returned cannot be judged.</summary>
    /// <param name="status">The status as it was read.</param>
    public static MigrationActivity OfBatch(Fact<string?> status) => Of(status, Batch);

    /// <summary>What a user's status says. A status that was not returned cannot be judged.</summary>
    /// <param name="status">The status as it was read.</param>
    public static MigrationActivity OfUser(Fact<string?> status) => Of(status, User);

    /// <summary>Whether a batch's status is returned, and is none of the documented ones.</summary>
    /// <param name="status">The status as it was read.</param>
    public static bool IsUnknownForBatch(Fact<string?> status) => IsUnknown(status, Batch);

    /// <summary>Whether a user's status is returned, and is none of the documented ones.</summary>
    /// <param name="status">The status as it was read.</param>
    public static bool IsUnknownForUser(Fact<string?> status) => IsUnknown(status, User);

    /// <summary>A user that reads so is dormant whatever its batch does.</summary>
    /// <param name="status">The user's status as it was read.</param>
    public static bool IsStoppedUser(Fact<string?> status) =>
        status.IsKnown && (Is(status.Value, "Stopped") || Is(status.Value, "IncrementalStopped"));

    private static bool IsUnknown(Fact<string?> status, Dictionary<string, MigrationActivity> table) =>
        status.Or(null)?.Trim() is { Length: > 0 } text && !table.ContainsKey(text);

    private static MigrationActivity Of(Fact<string?> status, Dictionary<string, MigrationActivity> table)
    {
        if (!status.IsKnown || string.IsNullOrWhiteSpace(status.Value))
        {
            return MigrationActivity.CannotJudge;
        }

        return table.TryGetValue(status.Value!.Trim(), out var activity) ? activity : MigrationActivity.StillSyncs;
    }

    private static bool Is(string? left, string right) => string.Equals(left?.Trim(), right, StringComparison.OrdinalIgnoreCase);
}
