"""Pages, map and addresses, in Chinese and English. One file a page; every change goes through ``clearway.loop``."""
