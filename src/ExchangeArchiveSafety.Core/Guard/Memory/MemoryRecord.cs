namespace ExchangeArchiveSafety;

/// <summary>
/// What a pass found that the journal did not know yet. What it read whole and does not name was seen as it was known; what is not told is null, never false.
/// Its time is that of the reading.
/// </summary>
public sealed record MemoryRecord : JournalRecord
{
    /// <summary>Makes one that older versions take for newer, instead of for damage.</summary>
    public MemoryRecord() => Format = JournalLine.Format.Mark;

    /// <summary>The lists that were read whole: who is not named in them is seen, or gone.</summary>
    public WholeLists Read { get; init; }

    /// <summary>The pass itself, in its last record.</summary>
    public PassNews? Pass { get; init; }

    /// <summary>Batches.</summary>
    public IReadOnlyList<BatchNews>? Batches { get; init; }

    /// <summary>Migration users.</summary>
    public IReadOnlyList<UserNews>? Users { get; init; }

    /// <summary>Runs of the Managed Folder Assistant that archived mail while a migration ran.</summary>
    public IReadOnlyList<LoopNews>? Loops { get; init; }

    /// <summary>Mailboxes whose migration was seen ended, or going on after that.</summary>
    public IReadOnlyList<EndNews>? Ends { get; init; }

    /// <summary>Suspensions that were seen in force.</summary>
    public IReadOnlyList<HoldNews>? Holds { get; init; }

    /// <summary>Where mail for accepted domains arrives.</summary>
    public IReadOnlyList<DomainNews>? Domains { get; init; }

    /// <summary>Whether there is anything in it beside the lists.</summary>
    internal bool HasNews => Pass is not null || Batches is not null || Users is not null || Loops is not null || Ends is not null || Holds is not null || Domains is not null;

    /// <summary>The same in several records. What was read whole, and the pass, is said in the last one, since until then not all of it is known.</summary>
    internal IEnumerable<MemoryRecord> Parts(int most)
    {
        var longest = new[] { Batches?.Count, Users?.Count, Loops?.Count, Ends?.Count, Holds?.Count, Domains?.Count }.Max() ?? 0;
        var parts = Math.Max(1, (longest + most - 1) / most);
        for (var part = 0; part < parts; part++)
        {
            yield return this with
            {
                Read = part == parts - 1 ? Read : WholeLists.None,
                Pass = part == parts - 1 ? Pass : null,
                Batches = Part(Batches),
                Users = Part(Users),
                Loops = Part(Loops),
                Ends = Part(Ends),
                Holds = Part(Holds),
                Domains = Part(Domains),
            };

            List<T>? Part<T>(IReadOnlyList<T>? all) => all?.Skip(part * most).Take(most).ToList() is { Count: > 0 } some ? some : null;
        }
    }

    internal override bool IsWhole =>
        Operation == JournalOperation.Remember && AtUtc != default && HasNews
        && (Batches?.All(batch => batch is { Name: not null }) ?? true) && (Users?.All(user => user is { Address: not null }) ?? true)
        && (Loops?.All(loop => loop is not null) ?? true) && (Holds?.All(hold => hold is not null) ?? true) && (Ends?.All(end => end is { Address: not null }) ?? true)
        && (Domains?.All(domain => domain is { Domain: not null }) ?? true);

    // Nothing was changed, so nothing is lost but the news.
    internal override string LostSentence(string journal, string? why) => why ?? journal;
}
