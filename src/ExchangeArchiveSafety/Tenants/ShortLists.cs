namespace ExchangeArchiveSafety.Tenants;

/// <summary>The one warning that fewer migration users were read than batches say they have.</summary>
internal static class ShortLists
{
    /// <summary>The sentence; null where nobody is missing.</summary>
    public static string? Warning(MigrationDirectory migrations) => migrations.ShortBatches.Count == 0 ? null : DisplayText.Sentence(
        Messages.MigrationUserListsShort,
        string.Join(", ", migrations.ShortBatches.Select(batch =>
            DisplayText.Sentence(Messages.MigrationUserListShort, batch.Identity, batch.TotalCount.IsKnown ? batch.TotalCount.Value : "?"))));
}
