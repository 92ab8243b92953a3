namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>What a request asks for.</summary>
public enum GraphRoute
{
    Unknown,
    Settings,
    Folders,
    Folder,
    ChildFolders,
    FoldersDelta,
    CreateFolder,
    DeleteFolder,
    Items,
    ItemsDelta,
    Item,
    DeleteItem,
    ExportItems,
    CreateImportSession,
    Import,
    Batch,
    CreateMessage,
    Message,
    DeleteMessage,
    PermanentDelete,
    Token,
    ManagedIdentity,
}
