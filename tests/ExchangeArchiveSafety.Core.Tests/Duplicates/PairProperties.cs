using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Two items that share a digest: what is told of them from their bytes is what is told of them as objects.</summary>
public class PairProperties
{
    [Property(Arbitrary = [typeof(DuplicateProperties.Cases)], MaxTest = 1000)]
    public void Both_ways_to_a_group_give_the_same(DuplicateProperties.Case one)
    {
        foreach (var (quick, thorough) in Groups(one))
        {
            if (quick is not null)
            {
                Xunit.Assert.Equal(thorough.Select(Whole), [Whole(quick)]);
            }
        }
    }

    [Fact]
    public void Both_ways_are_taken()
    {
        var groups = DuplicateProperties.Cases.Case().Generator.Sample(1_000, new Rnd(1, 3), 100).SelectMany(Groups).ToList();
        var quick = groups.Select(pair => pair.Quick).OfType<ArchiveDuplicateGroup>().ToList();
        var copies = quick.SelectMany(group => group.Surplus.Concat(group.SetAside)).ToList();

        Xunit.Assert.InRange(quick.Count, 100, groups.Count);
        Xunit.Assert.InRange(groups.Count(pair => pair.Quick is null && pair.Thorough.Any(group => group.Surplus.Count > 0)), 50, groups.Count);
        Xunit.Assert.Contains(copies, copy => copy.SetAside != SetAsideReasons.None);
        Xunit.Assert.Equal([DuplicateEvidence.Strong, DuplicateEvidence.Identical], copies.Select(copy => copy.Evidence!.Value).Distinct().Order());
        Xunit.Assert.Equal(Enum.GetValues<DuplicateKind>().Order(), copies.Select(copy => copy.Kind!.Value).Distinct().Order());
    }

    private static IEnumerable<(ArchiveDuplicateGroup? Quick, List<ArchiveDuplicateGroup> Thorough)> Groups(DuplicateProperties.Case one)
    {
        foreach (var first in one.Items)
        {
            foreach (var second in one.Items.Where(item => item != first))
            {
                if (Groups(one.Options, first, second) is { } pair)
                {
                    yield return pair;
                }
            }
        }
    }

    private static (ArchiveDuplicateGroup? Quick, List<ArchiveDuplicateGroup> Thorough)? Groups(DuplicateSearchOptions options, MailItem first, MailItem second)
    {
        var source = new MailItemList([first, second]);
        var index = new ItemIndex();
        source.ReadKeys(index, 1, default);
        using var rows = source.Load([0, 1], 1, default);
        using var reader = rows.NewReader();
        var fields = default(ItemFields);
        var others = default(ItemFields);
        reader.ReadPair(0, ref fields, ref others, out var key, out var otherKey);
        if (key == 0 || key != otherKey)
        {
            return null;
        }

        var folders = index.Folders(0, []);
        var thorough = new List<ArchiveDuplicateGroup>();
        new GroupBuilder(options).Build([first, second], folders, index.Count(0).HasSubjects, thorough);
        return (new PairBuilder(options).Build(fields, others, folders, 0, reader), thorough);
    }

    private static string Whole(ArchiveDuplicateGroup group) =>
        $"{group.Evidence} {group.SurplusBytes} kept {Whole(group.Kept)} surplus {string.Join(" and ", group.Surplus.Select(Whole))} aside {string.Join(" and ", group.SetAside.Select(Whole))}";

    private static string Whole(ArchiveDuplicateItem item) =>
        $"{item.ItemId} {item.Kind} {item.Evidence} {item.SetAside} '{item.Reason}' {item.Folder!.Path} {item.Folder.Canonical} {item.Folder.Paired} {item.Folder.IsAmbiguous} {item.Folder.IsExact} {item.WellKnownFolder}";
}
