using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>How mailboxes are found by the bytes of their names.</summary>
public class MailboxSpellingsTests
{
    private readonly MailboxTable _table = new(1, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(30_000)]
    public void Mailboxes_that_take_turns_are_remembered_however_many_they_are(int mailboxes)
    {
        var spellings = new MailboxSpellings(_table);
        byte[][] names = [.. Enumerable.Range(0, mailboxes).Select(number => Encoding.UTF8.GetBytes($"user{number:D5}@contoso.example"))];
        int[] Numbers() => [.. names.Select(name => spellings.Get(name).Number)];
        Assert.Equal(Enumerable.Range(0, mailboxes), Numbers());

        // Who is looked up under the lock leaves the text of his name; one in a thousand may share his place with too many. What the runtime takes for itself comes on
        // top now and then, so the least of some turns counts.
        long Turn()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var name in names)
            {
                _ = spellings.Get(name);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(Enumerable.Range(0, 5).Min(_ => Turn()), 0, mailboxes / 1_000 * 100);
        Assert.Equal(Enumerable.Range(0, mailboxes), Numbers());
    }

    [Fact]
    public void Spellings_of_one_mailbox_have_its_number_and_blanks_around_them_do_not_count()
    {
        var spellings = new MailboxSpellings(_table);
        foreach (var name in (string[])["Anna@x", "anna@x", "", "ANNA@X ", "bea@x", " anna@x", "anna@x", "bea@x", ""])
        {
            Assert.Equal(name.Trim().ToUpperInvariant() switch { "ANNA@X" => 0, "" => 1, _ => 2 }, spellings.Get(Encoding.UTF8.GetBytes(name)).Number);
        }

        Assert.Equal(3, _table.Count);
    }

    [Fact]
    public void Names_that_share_a_place_push_each_other_out_and_are_found_nevertheless()
    {
        var spellings = new MailboxSpellings(_table);
        byte[][] names = [.. Enumerable.Range(0, 20_000).Select(number => Encoding.UTF8.GetBytes($"chosen{number:D5}@x")).Where(name => TextSlot.Of(name, 8) == 7).Take(20)];
        Assert.Equal(20, names.Length);
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(Enumerable.Range(0, names.Length), names.Select(name => spellings.Get(name).Number));
        }
    }

    [Fact]
    public void Names_of_megabytes_are_found_too_and_do_not_pile_up()
    {
        var spellings = new MailboxSpellings(_table);
        byte[][] names = [.. Enumerable.Range(0, 5).Select(number => Encoding.UTF8.GetBytes(new string((char)('a' + number), 12_000_000)))];
        for (var turn = 0; turn < 2; turn++)
        {
            Assert.Equal(Enumerable.Range(0, names.Length), names.Select(name => spellings.Get(name).Number));
        }
    }
}
