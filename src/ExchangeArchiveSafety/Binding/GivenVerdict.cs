namespace ExchangeArchiveSafety.Binding;

/// <summary>What a verdict of this module says that was handed over in place of a mailbox.</summary>
/// <param name="State">The state; null where it was not understood.</param>
/// <param name="Activity">How far the migration acts.</param>
/// <param name="IsExternal">Whether a tool feeds the mailbox which Exchange does not know.</param>
/// <param name="Why">What it rests on; null where it came back from a file or another session.</param>
internal sealed record GivenVerdict(ConflictState? State, MigrationActivity Activity, bool IsExternal, string? Why);
