using System.Collections;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Tenant;

/// <summary>Mailboxes that the caller names are found without looking at all of them.</summary>
public class NamedMailboxesTests
{
    [Fact]
    public void Each_mailbox_is_looked_at_once_however_many_there_are()
    {
        const int Count = 10_000;
        var looks = 0;
        var all = Enumerable.Range(1, Count).Select(i => new Mailbox
        {
            ExchangeGuid = new Guid(i, 0, 0, new byte[8]),
            PrimarySmtpAddress = "user" + i + "@contoso.example",
            OtherIdentities = new Counted(["alias" + i], () => looks++),
        }).ToList();
        var named = new NamedMailboxes();
        foreach (var mailbox in all)
        {
            Assert.Null(named.Find("alias" + mailbox.ExchangeGuid));
            named.Add(mailbox);
            named.Add(mailbox);
        }

        foreach (var mailbox in all)
        {
            Assert.Same(mailbox, named.Find(mailbox.ExchangeGuid.ToString()));
            Assert.Same(mailbox, named.Find(mailbox.PrimarySmtpAddress!.ToUpperInvariant()));
            Assert.True(named.Contains(mailbox));
        }

        Assert.Equal(Count, named.All.Count);
        Assert.Equal(Count, looks);
        Assert.Null(named.Find("nobody"));
    }

    private sealed class Counted(string[] items, Action looked) : IReadOnlyList<string>
    {
        public int Count => items.Length;

        public string this[int index] => items[index];

        public IEnumerator<string> GetEnumerator()
        {
            looked();
            return ((IEnumerable<string>)items).GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
