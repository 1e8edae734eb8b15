// What a user of the library needs comes with one import.
@_exported import HearsayArchive
@_exported import HearsayCore
@_exported import HearsayStore
