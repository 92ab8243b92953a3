namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class LargePairTests
{
    [Fact]
    public void The_lab_knows_what_is_surplus()
    {
        var tenant = new TenantBuilder().LargePair("anna", items: 5_000, folders: 20, surplus: 0.2).Build();
        var count = tenant.Count("anna");

        Assert.Equal(5_000 + 6, count.ItemsInPrimary + count.ItemsInArchive);
        Assert.Equal(1_000, count.Reappeared + count.DuplicatedInArchive);
        Assert.Equal(0, count.Missing);
        Assert.Equal(20, tenant.Mailbox("anna").Archive.Folders.Count(folder => folder.Items.Count > 0));
    }

    [Fact]
    public void The_index_of_folders_follows_the_loop()
    {
        var tenant = new TenantBuilder().Migrating(2).Build();
        tenant.AdvanceDays(20);

        foreach (var store in tenant.Mailboxes.SelectMany(mailbox => new[] { mailbox.Primary, mailbox.Archive }))
        {
            Assert.Equal(store.Items.Count, store.Folders.Sum(folder => folder.Items.Count));
            Assert.All(store.Folders, folder => Assert.All(folder.Items, item => Assert.Same(folder, item.Folder)));
            Assert.All(store.Items, item => Assert.Same(item, store.FindItem(item.ItemId)));
        }
    }
}
